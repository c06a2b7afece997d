package org.plumbline.report.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.report.model.MapFigure;
import org.plumbline.theory.HeatMap;
import org.plumbline.theory.HeatMap.Axis;
import org.plumbline.theory.HeatMap.Shades;
import org.plumbline.theory.HeatMap.Square;

class SvgHeatMapTest {
    private static final String MARKED = "the theorem's choice, σ = c_σ√ε and n = c_n ε⁻² with c_σ = 1.0 and c_n = 3.0";

    /** The mean width of a letter of 11.5 pixels in wide fonts. */
    private static final double LETTER = 6.6;

    /** Two columns and three rows: one framed, one diverged, and none in a corner. */
    private static HeatMap map() {
        return new HeatMap(
                "m",
                "title <&>",
                new Axis("n", List.of(48L, 3_145_728L)),
                new Axis("σ", List.of(0.001953125, 0.5, "a name, quoted")),
                "E, squared",
                MARKED,
                new Shades(0.01, 10),
                List.of(
                        square(0, 0, 0.01, false),
                        square(1, 0, 1e-9, true),
                        square(0, 1, Double.POSITIVE_INFINITY, false),
                        square(1, 1, 10, false),
                        square(0, 2, 0.3456, false)));
    }

    private static Square square(int column, int row, double value, boolean framed) {
        boolean finite = Double.isFinite(value);
        return new Square(
                column,
                row,
                value,
                finite ? value / 2 : Double.NaN,
                finite ? 2 * value : Double.NaN,
                finite ? 0 : 3,
                framed);
    }

    private static Document svg() {
        String text = SvgHeatMap.of(map(), "id");
        assertFalse(text.contains("NaN") || text.contains("Infinity"), text);
        return Jsoup.parse(text, Parser.xmlParser());
    }

    @Test
    void everySquareHasItsNumberOrSaysThatItDiverged() {
        List<String> numbers = svg().select("text.value").eachText();
        assertEquals(List.of("0.01", "1e−9", "div", "10", "0.35", "div"), numbers, "the last one is the legend's");
        assertEquals(2, svg().select("path.cross").size(), "the square and the legend's");
    }

    @Test
    void theFirstRowIsAtTheBottomAndTheFirstColumnAtTheLeft() {
        List<Element> numbers = svg().select("text.value");
        assertTrue(y(numbers.get(0)) > y(numbers.get(3)) && y(numbers.get(3)) > y(numbers.get(4)));
        assertTrue(x(numbers.get(0)) < x(numbers.get(1)));
        Element label = svg().select("text:contains(a name)").get(0);
        assertEquals(y(numbers.get(4)), y(label), 1e-9);
    }

    private static double x(Element element) {
        return Double.parseDouble(element.attr("x"));
    }

    private static double y(Element element) {
        return Double.parseDouble(element.attr("y"));
    }

    @Test
    void theTheoremsChoiceIsFramedAndNamed() {
        assertEquals(2, svg().select("rect.mark-out").size(), "the square and the legend's");
        assertEquals(2, svg().select("rect.mark-in").size());
        assertTrue(svg().text().contains("the theorem's choice, σ"));
        String description = svg().select("desc").text();
        assertTrue(description.contains("Framed (" + MARKED + "): 3.1e6, 0.001953."), description);
        assertTrue(description.contains("Squares where a run diverged: 1."), description);
        assertEquals("id-title id-desc", svg().select("svg").attr("aria-labelledby"));
        assertEquals("title <&>", svg().select("title").text());
    }

    @Test
    void nothingIsDrawnOutsideOfThePicture() {
        Document svg = svg();
        String[] box = svg.select("svg").attr("viewBox").split(" ", -1);
        for (Element rect : svg.select("rect")) {
            double right = x(rect) + Double.parseDouble(rect.attr("width"));
            double bottom = y(rect) + Double.parseDouble(rect.attr("height"));
            assertTrue(x(rect) >= 0 && right <= Double.parseDouble(box[2]), rect.outerHtml());
            assertTrue(y(rect) >= 0 && bottom <= Double.parseDouble(box[3]), rect.outerHtml());
        }
        svg.select("text").forEach(text -> {
            assertTrue(y(text) <= Double.parseDouble(box[3]), text.outerHtml());
            double width = text.attr("text-anchor").equals("start")
                    ? LETTER * text.text().length()
                    : 0;
            assertTrue(x(text) + width <= Double.parseDouble(box[2]), text.outerHtml());
        });
    }

    /** In grey as in colour: lightness rises all the way, and numbers stand out (WCAG AA asks for 4.5 in small text). */
    @Test
    void coloursRiseInLightnessAndLetNumbersStandOut() {
        double before = -1;
        for (int i = 0; i <= 200; i++) {
            int colour = HeatColours.at(i / 200.0);
            double luminance = HeatColours.luminance(colour);
            assertTrue(luminance > before, "at " + i);
            before = luminance;
            assertTrue(HeatColours.contrast(colour, HeatColours.on(colour)) >= 4.5, "at " + i);
        }
        assertEquals(21, HeatColours.contrast(HeatColours.BLACK, HeatColours.WHITE), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0442, 0.044",
        "0.00096, 9.6e−4",
        "0.001, 0.001",
        "999.9, 1e3",
        "123.4, 120",
        "1e4, 1e4",
        "1.64e10, 1.6e10",
        "1e-12, 1e−12",
        "0, 0",
        "1, 1"
    })
    void numbersHaveTwoDigits(double value, String expected) {
        assertEquals(expected, HeatPicture.number(value));
    }

    @Test
    void everyNumberIsInTheCsv() {
        assertEquals("""
                x,y,value,lower,upper,diverged,framed
                48,0.001953125,0.01,0.005,0.02,0,false
                3145728,0.001953125,1.0E-9,5.0E-10,2.0E-9,0,true
                48,0.5,Infinity,,,3,false
                3145728,0.5,10.0,5.0,20.0,0,false
                48,"a name, quoted",0.3456,0.1728,0.6912,0,false
                """, CsvData.of(map()));
    }

    @Test
    void imagesAreDrawn() {
        ChartImages images = ChartImages.of(List.of(), List.of(new MapFigure(map(), "m")));
        assertEquals(2, images.files().size(), images.failure().orElse(""));
    }

    @Test
    void aMapRefusesTwoSquaresInOnePlaceAndFramesWithoutMeaning() {
        HeatMap map = map();
        List<Square> twice = new ArrayList<>(map.squares());
        twice.add(map.squares().get(0));
        assertThrows(IllegalArgumentException.class, () -> with(map, "x", twice));
        assertThrows(IllegalArgumentException.class, () -> with(map, "", map.squares()));
        assertThrows(IllegalArgumentException.class, () -> with(map, "x", List.of(square(2, 0, 1, false))));
        assertThrows(IllegalArgumentException.class, () -> new Shades(0, 1));
        assertThrows(IllegalArgumentException.class, () -> square(0, 0, Double.NaN, false));
    }

    private static HeatMap with(HeatMap map, String marked, List<Square> squares) {
        return new HeatMap(map.name(), map.title(), map.x(), map.y(), map.quantity(), marked, map.shades(), squares);
    }
}
