package org.plumbline.report.render;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import org.plumbline.theory.HeatMap;

/**
 * A heat map on an image, black on white. XChart has heat maps too, but none with words in a square or a frame around one.
 *
 * @param graphics what is drawn on
 */
record HeatImage(Graphics2D graphics) implements HeatCanvas {
    /** As wide as the other charts. */
    private static final int IMAGE = 800;

    private static final double SCALE = (double) IMAGE / HeatPicture.WIDTH;

    private static final Color INK = new Color(0x1c1c1a);
    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    private static final Font VALUE = new Font(Font.SANS_SERIF, Font.PLAIN, 10);
    private static final int TITLE = 28;

    /** A map and its size. */
    static Drawing of(HeatMap map) {
        HeatPicture picture = new HeatPicture(map);
        Graphics2D nowhere = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        int height = picture.draw(new HeatImage(nowhere)) + TITLE + 8;
        nowhere.dispose();
        return new Drawing(IMAGE, (int) Math.ceil(SCALE * height), graphics -> {
            graphics.setColor(Color.WHITE);
            graphics.fill(new Rectangle2D.Double(0, 0, IMAGE, Math.ceil(SCALE * height)));
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.scale(SCALE, SCALE);
            graphics.setColor(INK);
            graphics.setFont(TEXT.deriveFont(Font.BOLD));
            graphics.drawString(map.title(), 4, 18);
            graphics.translate(0, TITLE);
            picture.draw(new HeatImage(graphics));
        });
    }

    @Override
    public void fill(double x, double y, double width, double height, int rgb) {
        graphics.setColor(new Color(rgb));
        graphics.fill(new Rectangle2D.Double(x, y, width, height));
    }

    @Override
    public void cross(double x, double y, double width, double height) {
        graphics.setColor(Color.GRAY);
        graphics.setStroke(new BasicStroke(0.8f));
        graphics.draw(new Rectangle2D.Double(x, y, width, height));
        graphics.setColor(Color.LIGHT_GRAY);
        graphics.draw(new Line2D.Double(x, y, x + width, y + height));
        graphics.draw(new Line2D.Double(x, y + height, x + width, y));
    }

    @Override
    public void frame(double x, double y, double width, double height) {
        graphics.setStroke(new BasicStroke(2f));
        graphics.setColor(Color.BLACK);
        graphics.draw(new Rectangle2D.Double(x, y, width, height));
        graphics.setStroke(new BasicStroke(1f));
        graphics.setColor(Color.WHITE);
        graphics.draw(new Rectangle2D.Double(x + 1.5, y + 1.5, width - 3, height - 3));
    }

    @Override
    public void text(double x, double y, Anchor anchor, String words) {
        draw(TEXT, INK, x, y, anchor, words);
    }

    @Override
    public void value(double x, double y, String words, int rgb) {
        draw(VALUE, rgb < 0 ? INK : new Color(rgb), x, y, Anchor.MIDDLE, words);
    }

    private void draw(Font font, Color colour, double x, double y, Anchor anchor, String words) {
        graphics.setFont(font);
        graphics.setColor(colour);
        double width =
                graphics.getFontMetrics().getStringBounds(words, graphics).getWidth();
        double share = switch (anchor) {
            case START -> 0;
            case MIDDLE -> 0.5;
            case END -> 1;
        };
        graphics.drawString(words, (float) (x - share * width), (float) y);
    }
}
