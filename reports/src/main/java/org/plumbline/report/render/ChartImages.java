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
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.plumbline.report.model.Figure;
import org.plumbline.report.model.MapFigure;

/**
 * The charts as PNG (at twice the nominal size) and SVG files, for use elsewhere; drawn by XChart,
 * but for heat maps.
 *
 * @param files content by path in the report
 * @param failure why some are missing, or empty
 */
record ChartImages(Map<String, byte[]> files, Optional<String> failure) {
    private static final int SCALE = 2;

    /** Draws charts. Where this machine cannot draw (no fonts, no image writer), the report does without the files. */
    static ChartImages of(List<Figure> figures, List<MapFigure> maps) {
        Map<String, Supplier<Drawing>> drawings = new TreeMap<>();
        figures.forEach(figure -> drawings.put(figure.stem(), () -> drawing(XChartDrawing.of(figure.plot()))));
        maps.forEach(figure -> drawings.put(figure.stem(), () -> HeatImage.of(figure.map())));
        // Every drawing has an image of its own, and the order of the files is that of their names: threads do not
        // matter.
        List<ChartImages> drawn = drawings.entrySet().parallelStream()
                .map(each -> drawn(each.getKey(), each.getValue()))
                .toList();
        Map<String, byte[]> files = new TreeMap<>();
        drawn.forEach(each -> files.putAll(each.files));
        Optional<String> failure =
                drawn.stream().flatMap(each -> each.failure.stream()).reduce((first, last) -> last);
        return new ChartImages(files, failure);
    }

    private static ChartImages drawn(String stem, Supplier<Drawing> source) {
        try {
            Drawing drawing = source.get();
            return new ChartImages(
                    Map.of("charts/" + stem + ".png", png(drawing), "charts/" + stem + ".svg", svg(drawing)),
                    Optional.empty());
        } catch (RuntimeException | IOException | LinkageError | InternalError e) {
            return new ChartImages(Map.of(), Optional.of(stem + " is not drawn: " + e));
        }
    }

    private static Drawing drawing(XYChart chart) {
        return new Drawing(
                chart.getWidth(),
                chart.getHeight(),
                graphics -> chart.paint(graphics, chart.getWidth(), chart.getHeight()));
    }

    private static byte[] png(Drawing drawing) throws IOException {
        BufferedImage image =
                new BufferedImage(SCALE * drawing.width(), SCALE * drawing.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(SCALE, SCALE);
        drawing.paint().accept(graphics);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(image, "png", bytes)) {
            throw new IOException("this Java has no writer of PNG");
        }
        return bytes.toByteArray();
    }

    private static byte[] svg(Drawing drawing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        VectorGraphics2D graphics = new VectorGraphics2D();
        drawing.paint().accept(graphics);
        PageSize size = new PageSize(0, 0, drawing.width(), drawing.height());
        new SVGProcessor().getDocument(graphics.getCommands(), size).writeTo(bytes);
        return bytes.toByteArray();
    }
}
