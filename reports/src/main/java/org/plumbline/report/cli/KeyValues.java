package org.plumbline.report.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.plumbline.numeric.RefusedException;
import org.plumbline.oracle.Draw;
import org.plumbline.problem.Spelling;

/** Options of the form {@code key=value,key=value}. */
final class KeyValues {
    private static final Pattern PAIR = Pattern.compile("\\s*([A-Za-z][\\w-]*)\\s*=\\s*([\\w.+-]+)\\s*");

    private KeyValues() {}

    /** Values by key, in the order given. */
    static Map<String, String> parse(String option, List<String> pairs, String example) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String text : pairs) {
            Matcher pair = PAIR.matcher(text);
            if (!pair.matches()) {
                throw new RefusedException(option + " (" + text + ") must be key=value, several with commas between"
                        + " them. Maybe write " + option + " " + example + ".");
            }
            if (values.put(pair.group(1), pair.group(2)) != null) {
                throw new RefusedException(
                        option + " (" + text + ") must name every key once. Maybe remove one of the two.");
            }
        }
        return values;
    }

    /** Values by kind of draw, in the order given. */
    static <V> Map<Draw, V> byDraw(String option, List<String> pairs, String example, Function<String, V> value) {
        Map<Draw, V> values = new LinkedHashMap<>();
        parse(option, pairs, example).forEach((name, text) -> values.put(draw(option, name), value.apply(text)));
        return values;
    }

    /** The name of a kind of draw on the command line, such as "lower-gradient". */
    static String name(Draw kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Also takes the name that stands in JSON and CSV, such as "LOWER_GRADIENT". */
    private static Draw draw(String option, String name) {
        String wanted = name.toLowerCase(Locale.ROOT).replace('_', '-');
        List<String> known = Stream.of(Draw.values()).map(KeyValues::name).toList();
        int index = known.indexOf(wanted);
        if (index < 0) {
            String advice = Spelling.nearest(wanted, known)
                    .map(near -> "'" + near + "' is meant")
                    .orElse("choose one of these");
            throw new RefusedException(
                    option + " (" + name + ") must name one of " + known + ". Maybe " + advice + ".");
        }
        return Draw.values()[index];
    }
}
