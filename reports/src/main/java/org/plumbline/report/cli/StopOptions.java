package org.plumbline.report.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.plumbline.numeric.RefusedException;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.run.StopReason;
import org.plumbline.run.StopRule;
import picocli.CommandLine.Option;

/** The options that say when a run ends: whichever comes first. */
final class StopOptions {
    /** A method that has drawn nothing of what is budgeted by then never will. */
    private static final long PATIENCE = 1000;

    @Option(
            names = "--iterations",
            paramLabel = "T",
            description = "At most T outer iterations (default: those of the algorithm file, if it gives them).")
    private Long iterations;

    @Option(
            names = "--budget",
            paramLabel = "N",
            description = "No outer iteration begins once N samples of all kinds are drawn.")
    private Long budget;

    @Option(
            names = "--budget-of",
            paramLabel = "KIND=N",
            split = ",",
            description = "The same for draws of one kind, such as lower-gradient=1000.")
    private List<String> budgets = new ArrayList<>();

    @Option(
            names = "--price",
            paramLabel = "KIND=P",
            split = ",",
            description = "Prices of draws by kind, such as lower-gradient=1,hessian-vector=2; 0 where none is given."
                    + " Adds a column with the cost.")
    private List<String> prices = new ArrayList<>();

    @Option(
            names = "--cost",
            paramLabel = "C",
            description = "No outer iteration begins once the draws cost C at the prices of --price.")
    private String cost;

    /** The price of one draw, by kind; empty where nothing is priced. */
    Map<Draw, Double> prices() {
        return KeyValues.byDraw("--price", prices, "lower-gradient=1,hessian-vector=2", text -> {
            double price = NumberList.single("--price", text);
            if (price < 0) {
                throw new RefusedException("--price (" + text + ") must be at least 0. Maybe write 1.");
            }
            return price;
        });
    }

    /** The most outer iterations, where a number is given here or in the file. */
    OptionalLong limit(OptionalLong ofFile) {
        return iterations == null ? ofFile : OptionalLong.of(natural("--iterations", iterations));
    }

    /** The rule; refuses a run that would not end. */
    StopRule rule(OptionalLong ofFile) {
        return within(limit(ofFile));
    }

    /** The rule where the number of outer iterations is settled. */
    StopRule within(OptionalLong limit) {
        List<StopRule> rules = budgets();
        if (limit.isEmpty() && rules.isEmpty()) {
            throw new RefusedException("--iterations (not given) must be given, here or in the algorithm file, or a"
                    + " budget, so that the run ends. Maybe add --budget 100000.");
        }
        StopRule spent = rules.stream().reduce(StopRule::or).orElse((t, counts) -> Optional.empty());
        return limit.isPresent() ? StopRule.iterations(limit.getAsLong()).or(spent) : spent.or(this::refuseEndless);
    }

    /** The rule of {@link #within} in words, by which one is told from another. */
    String words(OptionalLong limit) {
        return "T = " + limit + ", N = " + budget + ", " + budgetOf() + ", cost " + cost + " at " + prices();
    }

    boolean hasIterations() {
        return iterations != null;
    }

    private List<StopRule> budgets() {
        List<StopRule> rules = new ArrayList<>();
        if (budget != null) {
            rules.add(StopRule.samples(natural("--budget", budget)));
        }
        budgetOf().forEach((kind, draws) -> rules.add(StopRule.draws(kind, draws)));
        if (cost != null) {
            if (prices.isEmpty()) {
                throw new RefusedException(
                        "--cost (" + cost
                                + ") must come with --price, which says what a draw costs. Maybe add --price lower-gradient=1.");
            }
            rules.add(StopRule.cost(prices(), NumberList.single("--cost", cost)));
        }
        return rules;
    }

    private Map<Draw, Long> budgetOf() {
        return KeyValues.byDraw("--budget-of", budgets, "lower-gradient=1000", text -> {
            try {
                return natural("--budget-of", Long.parseLong(text));
            } catch (NumberFormatException e) {
                throw new RefusedException("--budget-of (" + text + ") must be a whole number. Maybe write 1000.");
            }
        });
    }

    /** Without a limit on the iterations, a budget of what the method never draws would not end the run. */
    private Optional<StopReason> refuseEndless(long t, OracleCounts counts) {
        if (t != PATIENCE) {
            return Optional.empty();
        }
        boolean spending = (budget != null && counts.samples() > 0)
                || budgetOf().keySet().stream().anyMatch(kind -> counts.of(kind) > 0)
                || (cost != null && counts.cost(prices()) > 0);
        if (!spending) {
            throw new RefusedException(
                    "The budget must be of something that the method draws, and it drew none of it in " + PATIENCE
                            + " outer iterations, only " + counts + ". Maybe use --budget, or add --iterations.");
        }
        return Optional.empty();
    }

    private static long natural(String option, long value) {
        if (value < 0) {
            throw new RefusedException(option + " (" + value + ") must be at least 0. Maybe leave it out.");
        }
        return value;
    }
}
