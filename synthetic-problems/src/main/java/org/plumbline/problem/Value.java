package org.plumbline.problem;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.RefusedException;
import org.plumbline.numeric.Symmetric;

/**
 * A value of a file with the place where it stands, so that what is wrong with it can be said in full.
 *
 * @param source the file
 * @param path the keys that lead to it, such as "upper.weight[2]"; the first entry of a list has index 0
 * @param node the value
 */
record Value(String source, String path, Node node) {
    /** Dense matrices are held in memory and decomposed in time cubic in their order: seconds at this one. */
    static final int LARGEST_ORDER = 1000;

    /**
     * How much two mirrored entries may differ, relative to the largest: what rounding does to a product that is
     * symmetric on paper, and far less than a typing error.
     */
    private static final double ASYMMETRY = 1e-12;

    /** A decimal without leading zeros, which some readers of YAML take for octal. */
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(?:(?:0|[1-9][0-9]*)(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?");

    private static final Pattern INTEGER = Pattern.compile("[-+]?(?:0|[1-9][0-9]*)");

    static String member(String path, String key) {
        return path.isEmpty() ? OneLine.of(key) : path + "." + OneLine.of(key);
    }

    static String item(String path, int index) {
        return path + "[" + index + "]";
    }

    Value item(int index) {
        return new Value(source, item(path, index), items().nodes().get(index));
    }

    /** What to throw: place, key, value, rule, advice. */
    RefusedException refusal(String rule, String advice) {
        return refusal(node.shown(), rule, advice);
    }

    RefusedException refusal(String shown, String rule, String advice) {
        return new RefusedException(
                source + ":" + node.line() + ": " + path + " (" + shown + ") must " + rule + ". Maybe " + advice + ".");
    }

    double number() {
        String text = decimal("be a number", DECIMAL, "write a plain decimal such as 0.5 or 1e-3");
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            throw refusal("be a finite number", "choose a value below 1.8e308");
        }
        if (value == 0 && text.split("[eE]", 2)[0].matches(".*[1-9].*")) {
            throw refusal("not vanish when rounded to double precision", "write 0");
        }
        return value;
    }

    long integer() {
        String text = decimal("be an integer", INTEGER, "write digits only, such as 20");
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw refusal("be an integer of at most 64 bits", "choose a smaller one");
        }
    }

    private String decimal(String rule, Pattern form, String advice) {
        if (!(node instanceof Node.Scalar scalar)) {
            throw refusal(rule, advice);
        }
        boolean matches = form.matcher(scalar.text()).matches();
        if (scalar.kind() == Node.Kind.TEXT && matches) {
            throw refusal("'" + node.shown() + "'", rule, "remove the quotes");
        }
        if (scalar.kind() != Node.Kind.NUMBER) {
            throw refusal(rule, advice);
        }
        if (!matches) {
            boolean notFinite = scalar.text().matches("[-+]?\\.(?i:nan|inf)");
            throw refusal(notFinite ? rule.replaceFirst("a ", "a finite ").replace("an ", "a finite ") : rule, advice);
        }
        return scalar.text();
    }

    String text() {
        if (node instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.TEXT) {
            return scalar.text();
        }
        boolean quotable = node instanceof Node.Scalar scalar && scalar.kind() != Node.Kind.NOTHING;
        throw refusal("be a word", quotable ? "put it in quotes" : "write one word");
    }

    boolean flag() {
        if (node instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.FLAG) {
            return Boolean.parseBoolean(scalar.text());
        }
        throw refusal("be true or false", "write false, without quotes");
    }

    Node.Items items() {
        if (node instanceof Node.Items items) {
            return items;
        }
        throw refusal("be a list", "put it in brackets, such as [1, 2]");
    }

    Node.Entries entries() {
        if (node instanceof Node.Entries entries) {
            return entries;
        }
        throw refusal("be keys with values", "indent its keys below it");
    }

    /** The length of a list: as given, or any but 0 where −1 is given. */
    int size(int length, String what) {
        if (!(node instanceof Node.Items)) {
            throw refusal("be a list of " + what, "put it in brackets, such as [1, 2]");
        }
        int size = items().nodes().size();
        if (length >= 0 && size != length) {
            String noun = length == 1 ? what.substring(0, what.length() - 1) : what;
            throw refusal("have " + length + " " + noun, "check it against the sizes of the other keys");
        }
        if (size == 0) {
            throw refusal("not be empty", "give at least one of the " + what);
        }
        return size;
    }

    double[] vector(int length) {
        double[] vector = new double[size(length, "numbers")];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = item(i).number();
        }
        return vector;
    }

    double[][] matrix(int rows, int columns) {
        double[][] matrix = new double[size(rows, "rows")][];
        for (int i = 0; i < matrix.length; i++) {
            if (i == 0 || columns >= 0) {
                matrix[i] = item(i).vector(columns);
            } else {
                Value row = item(i);
                if (row.size(-1, "numbers") != matrix[0].length) {
                    throw row.refusal(
                            "have " + matrix[0].length + " numbers, as many as the first row", "fill the row");
                }
                matrix[i] = row.vector(-1);
            }
        }
        return matrix;
    }

    /** Of a matrix that is given as {@code {diagonal: […]}}. */
    double[] diagonal(int size) {
        Fields fields = new Fields(this);
        double[] diagonal = fields.vector("diagonal", size);
        fields.refuseUnused();
        return diagonal;
    }

    double[][] symmetric(int size) {
        if (node instanceof Node.Entries) {
            double[] diagonal = diagonal(size);
            refuseLargeOrder(diagonal.length);
            return MatrixUtils.createRealDiagonalMatrix(diagonal).getData();
        }
        int order = size(size, "rows");
        refuseLargeOrder(order);
        double[][] matrix = matrix(order, order);
        double largest = Arrays.stream(matrix)
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElse(0);
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < i; j++) {
                if (Math.abs(matrix[i][j] - matrix[j][i]) > ASYMMETRY * largest) {
                    throw item(i).item(j)
                            .refusal(
                                    "equal the mirrored entry [" + j + "][" + i + "] (" + matrix[j][i] + "), as " + path
                                            + " must be symmetric",
                                    "use the mean of the matrix and its transpose");
                }
            }
        }
        return Symmetric.symmetrise(MatrixUtils.createRealMatrix(matrix)).getData();
    }

    private void refuseLargeOrder(int order) {
        if (order > LARGEST_ORDER) {
            throw refusal("have an order of at most " + LARGEST_ORDER, "use 'generate' in place of data");
        }
    }

    double[][] definite(int size, boolean strictly) {
        double[][] matrix = symmetric(size);
        RealMatrix m = MatrixUtils.createRealMatrix(matrix);
        try {
            if (strictly ? !Symmetric.isPositiveDefinite(m) : !Symmetric.isPositiveSemidefinite(m)) {
                throw refusal(
                        String.format(Locale.ROOT, "smallest eigenvalue %.6g", Symmetric.smallestEigenvalue(m)),
                        strictly
                                ? "be positive definite: every eigenvalue above 0 beyond rounding"
                                : "be positive semidefinite: every eigenvalue at least 0",
                        "add a multiple of the identity");
            }
        } catch (MathIllegalStateException e) {
            throw refusal("have eigenvalues that can be computed", "rescale it, its entries are too far apart");
        }
        return matrix;
    }
}
