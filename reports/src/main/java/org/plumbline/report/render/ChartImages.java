package org.plumbline.report.render;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.plumbline.report.model.Figure;

/**
 * The charts as PNG (at twice the nominal size) and SVG files, for use elsewhere; drawn by XChart.
 *
 * @param files content by path in the report
 * @param failure why some are missing, or empty
 */
record ChartImages(Map<String, byte[]> files, Optional<String> failure) {
    private static final int SCALE = 2;

    /** Draws charts. Where this machine cannot draw (no fonts, no image writer), the report does without the files. */
    static ChartImages of(List<Figure> figures) {
        Map<String, byte[]> files = new TreeMap<>();
        Optional<String> failure = Optional.empty();
        for (Figure figure : figures) {
            try {
                XYChart chart = XChartDrawing.of(figure.plot());
                byte[] png = png(chart);
                byte[] svg = svg(chart);
                files.put("charts/" + figure.stem() + ".png", png);
                files.put("charts/" + figure.stem() + ".svg", svg);
            } catch (RuntimeException | IOException | LinkageError | InternalError e) {
                failure = Optional.of(figure.stem() + " is not drawn: " + e);
            }
        }
        return new ChartImages(files, failure);
    }

    private static byte[] png(XYChart chart) throws IOException {
        BufferedImage image =
                new BufferedImage(SCALE * chart.getWidth(), SCALE * chart.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(SCALE, SCALE);
        chart.paint(graphics, chart.getWidth(), chart.getHeight());
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(image, "png", bytes)) {
            throw new IOException("this Java has no writer of PNG");
        }
        return bytes.toByteArray();
    }

    private static byte[] svg(XYChart chart) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        VectorGraphics2D graphics = new VectorGraphics2D();
        chart.paint(graphics, chart.getWidth(), chart.getHeight());
        PageSize size = new PageSize(0, 0, chart.getWidth(), chart.getHeight());
        new SVGProcessor().getDocument(graphics.getCommands(), size).writeTo(bytes);
        return bytes.toByteArray();
    }
}
