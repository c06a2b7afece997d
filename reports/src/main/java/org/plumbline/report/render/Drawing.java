package org.plumbline.report.render;

import java.awt.Graphics2D;
import java.util.function.Consumer;

/**
 * A picture for an image file.
 *
 * @param width in pixels at the nominal size
 * @param height in pixels at the nominal size
 * @param paint draws it
 */
record Drawing(int width, int height, Consumer<Graphics2D> paint) {}
