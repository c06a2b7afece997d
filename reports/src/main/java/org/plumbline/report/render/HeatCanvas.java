package org.plumbline.report.render;

/** What a heat map is drawn on: the page's SVG, or an image. Coordinates are pixels of a map that is 460 wide. */
interface HeatCanvas {
    /** Where text stands relative to its point. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** A rectangle in a colour that is the same in light and dark; {@code rgb} as 0xRRGGBB. */
    void fill(double x, double y, double width, double height, int rgb);

    /** A crossed-out rectangle in the colour of the page. */
    void cross(double x, double y, double width, double height);

    /** The frame of a mark, to be seen on every colour. */
    void frame(double x, double y, double width, double height);

    /** Text in the colour of the page's ink; the point is on its base line. */
    void text(double x, double y, Anchor anchor, String words);

    /** The text of a square, centred, in a colour of its own; one that is not given (−1) is that of the ink. */
    void value(double x, double y, String words, int rgb);
}
