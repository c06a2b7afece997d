package org.plumbline.report.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.plumbline.numeric.RefusedException;

/** Numbers on the command line, as in JSON: with a point, whatever the locale, and nothing else that Java would take. */
final class NumberList {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private NumberList() {}

    /** Numbers with commas between them, or {@code @FILE} with numbers between commas or white space. */
    static double[] parse(String option, String text) {
        return text.startsWith("@") ? file(option, Path.of(text.substring(1))) : list(option, text);
    }

    private static double[] file(String option, Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.flatMap(line -> Arrays.stream(line.strip().split("[,\\s]+", -1)))
                    .filter(part -> !part.isEmpty())
                    .mapToDouble(
                            part -> number(option, part, part, "be a file of plain decimal numbers. Maybe write 0.5."))
                    .toArray();
        } catch (IOException | UncheckedIOException e) {
            throw new RefusedException(
                    option + " (@" + file + ") must name a readable text file after the @. Maybe check the path.");
        }
    }

    private static double[] list(String option, String text) {
        String[] parts = text.split(",", -1);
        double[] values = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            values[i] = number(option, parts[i], text, "be numbers with commas between them. Maybe write 0.5,-1.");
        }
        return values;
    }

    /** One number. */
    static double single(String option, String text) {
        return number(option, text, text, "be one plain decimal number. Maybe write 0.1.");
    }

    private static double number(String option, String part, String whole, String rule) {
        String stripped = part.strip();
        if (!NUMBER.matcher(stripped).matches()) {
            throw new RefusedException(option + " (" + whole + ") must " + rule);
        }
        return Double.parseDouble(stripped);
    }
}
