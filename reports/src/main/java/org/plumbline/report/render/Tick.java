package org.plumbline.report.render;

/**
 * A mark on an axis.
 *
 * @param value where it stands
 * @param label its text, empty for a small mark
 */
record Tick(double value, String label) {}
