package org.plumbline.report.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;

/** JSON with two spaces of indentation and line feeds, the same on every system. */
public final class JsonText {
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
    private static final ObjectWriter WRITER = new ObjectMapper()
            .writer(new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT));

    private JsonText() {}

    /**
     * Writes a value.
     *
     * @param value maps (in their order), lists, strings, numbers, booleans and nulls
     * @return the text, with a line feed at its end
     */
    public static String of(Object value) {
        try {
            return WRITER.writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new AssertionError("maps, lists, strings and numbers can be written", e);
        }
    }

    /**
     * A number for JSON, which knows no infinity.
     *
     * @param value any value
     * @return the value, or null if it is not finite
     */
    public static Double orNull(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
