package org.plumbline.report.render;

import java.util.Locale;
import org.plumbline.theory.HeatMap;

/** A heat map as a small SVG for the page; text outside of the squares follows light and dark, the squares stay. */
final class SvgHeatMap implements HeatCanvas {
    private final StringBuilder out = new StringBuilder();

    private SvgHeatMap() {}

    /** The map; its title and description get names that begin with the given one. */
    static String of(HeatMap map, String id) {
        HeatPicture picture = new HeatPicture(map);
        SvgHeatMap canvas = new SvgHeatMap();
        int height = picture.draw(canvas);
        String head = """
                <svg viewBox="0 0 %s %s" role="img" aria-labelledby="%s-title %s-desc" class="chart heat">
                <title id="%s-title">%s</title>
                <desc id="%s-desc">%s</desc>
                """.formatted(
                        HeatPicture.WIDTH,
                        height,
                        id,
                        id,
                        id,
                        XmlText.escape(map.title()),
                        id,
                        XmlText.escape(picture.description()));
        return head + canvas.out + "</svg>";
    }

    @Override
    public void fill(double x, double y, double width, double height, int rgb) {
        rectangle("", x, y, width, height, " fill=\"%s\"".formatted(hex(rgb)));
    }

    @Override
    public void cross(double x, double y, double width, double height) {
        rectangle(" class=\"empty\"", x, y, width, height, "");
        out.append("<path class=\"cross\" d=\"M%s %sl%s %sm0 %sl%s %s\"/>\n"
                .formatted(n(x), n(y), n(width), n(height), n(-height), n(-width), n(height)));
    }

    @Override
    public void frame(double x, double y, double width, double height) {
        rectangle(" class=\"mark-out\"", x, y, width, height, "");
        rectangle(" class=\"mark-in\"", x + 1.5, y + 1.5, width - 3, height - 3, "");
    }

    @Override
    public void text(double x, double y, Anchor anchor, String words) {
        if (!words.isBlank()) {
            out.append("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n"
                    .formatted(n(x), n(y), anchor.name().toLowerCase(Locale.ROOT), XmlText.escape(words)));
        }
    }

    @Override
    public void value(double x, double y, String words, int rgb) {
        String ink = rgb < 0 ? "" : " style=\"fill:%s\"".formatted(hex(rgb));
        out.append("<text class=\"value\" x=\"%s\" y=\"%s\" text-anchor=\"middle\"%s>%s</text>\n"
                .formatted(n(x), n(y), ink, XmlText.escape(words)));
    }

    private void rectangle(String kind, double x, double y, double width, double height, String more) {
        out.append("<rect%s x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"%s/>\n"
                .formatted(kind, n(x), n(y), n(width), n(height), more));
    }

    private static String hex(int rgb) {
        return String.format(Locale.ROOT, "#%06x", rgb);
    }

    private static String n(double value) {
        return SvgMarks.number(value);
    }
}
