package org.plumbline.theory.claim.bias;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Plot;
import org.plumbline.theory.Plot.Series;
import org.plumbline.theory.Plot.Style;
import org.plumbline.theory.Table;

/** Chart and tables of BIAS-4 under critics. */
final class CriticChainViews {
    static final String POOR_FROM_ZERO = "LSTD-Q, poor features, chains from λ = 0";

    private CriticChainViews() {}

    static List<Plot> plots(CellResult point, int few) {
        double[] sigmas = OneCriticIsACommonBias.SIGMAS;
        double[] two = point.series("sweeps");
        int end = sigmas.length - 1;
        double[] predicted =
                Arrays.stream(sigmas).map(s -> two[end] * sigmas[end] / s).toArray();
        return List.of(new Plot(
                "critics",
                "Error of the hypergradient at the limits of chains with critics, at one point",
                new Plot.Axis("σ", true),
                new Plot.Axis("error, norm units", true),
                List.of(
                        Series.line(few / 2 + " sweeps in both chains", Style.MEASURED, sigmas, point.series("half")),
                        Series.line(few + " sweeps in both chains", Style.MEASURED, sigmas, point.series("same")),
                        Series.line("LSTD-Q in both chains", Style.MEASURED, sigmas, point.series("solved")),
                        Series.line(few + " and " + 2 * few + " sweeps", Style.CONTROL, sigmas, two),
                        Series.line("predicted slope −1", Style.PREDICTION, sigmas, predicted))));
    }

    static Table exponents(List<List<Object>> rows) {
        return new Table(
                "exponents",
                "The exponents, over the points",
                List.of("law", "predicted", "mean", "smallest", "largest", "verdict"),
                rows);
    }

    /** What stays under one critic in both chains; no exponent is asked of it. */
    static Table floors(CellResult point, List<String> names) {
        List<List<Object>> rows = new ArrayList<>();
        for (String name : names) {
            rows.add(row(name, point.series(name)));
        }
        double[] many = point.series("many");
        for (int i = 0; i < many.length; i++) {
            String name = "TD, step " + OneCriticIsACommonBias.STEP + ", " + Math.round(many[i]) + " sweeps";
            rows.add(row(name, point.series("sizes")[i] / many[i], point.series("floor")[i]));
        }
        return new Table(
                "floors",
                "One estimator in both chains, at one point: what stays at σ = 2⁻²⁰",
                List.of("estimator", "‖D‖ at λ*", "error, norm units"),
                rows);
    }

    private static List<Object> row(String name, double... found) {
        return List.of(name, found[0], Double.isNaN(found[1]) ? "not brought to rest" : found[1]);
    }
}
