package org.plumbline.problem;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.LinearMap;
import org.plumbline.numeric.RefusedException;

/**
 * Writes an instance as a problem file. Every double is written with the digits that identify it, so that reading the
 * file gives the same instance to the last bit.
 */
public final class ProblemText {
    private final StringBuilder text = new StringBuilder();

    private ProblemText() {}

    /**
     * The text of a problem file.
     *
     * @param problem the instance
     * @throws RefusedException if the text is longer than a problem file may be
     * @return YAML that {@link Problems#parse} reads back to the same data
     */
    public static String of(BilevelProblem problem) {
        ProblemText writer = new ProblemText();
        writer.text.append("family: ").append(problem.family()).append('\n');
        writer.entries(problem.data(), "");
        if (writer.text.length() > TextFile.MOST_BYTES) {
            throw new RefusedException("The data of " + problem.id() + " (" + writer.text.length()
                    + " characters) must fit into a problem file, which has at most " + TextFile.MOST_BYTES
                    + ". Maybe hand on the file with its key 'generate' instead.");
        }
        return writer.text.toString();
    }

    private void entries(Map<?, ?> map, String indent) {
        map.forEach((key, value) -> {
            text.append(indent).append(key).append(':');
            if (value instanceof Map<?, ?> part) {
                text.append('\n');
                entries(part, indent + "  ");
            } else {
                text.append(' ');
                value(value, indent + "  ");
                text.append('\n');
            }
        });
    }

    private void value(Object value, String indent) {
        if (value instanceof double[] vector) {
            text.append(Arrays.toString(vector));
        } else if (value instanceof double[][] rows) {
            list(Arrays.asList(rows), indent);
        } else if (value instanceof double[][][] blocks) {
            list(Arrays.asList(blocks), indent);
        } else if (value instanceof RealMatrix matrix) {
            value(matrix.getData(), indent);
        } else if (value instanceof LinearMap.Dense dense) {
            value(dense.toRows(), indent);
        } else if (value instanceof LinearMap.Diagonal diagonal) {
            text.append("{diagonal: ")
                    .append(Arrays.toString(diagonal.entries()))
                    .append('}');
        } else if (value instanceof List<?> list) {
            list(list, indent);
        } else if (value instanceof Number || value instanceof String || value instanceof Boolean) {
            text.append(value);
        } else {
            throw new IllegalArgumentException("A problem file has no form for " + value + ".");
        }
    }

    /** One entry a line, so that a matrix looks like one. */
    private void list(List<?> items, String indent) {
        text.append('[');
        for (int i = 0; i < items.size(); i++) {
            text.append(i == 0 ? "" : ",\n" + indent);
            value(items.get(i), indent + " ");
        }
        text.append(']');
    }
}
