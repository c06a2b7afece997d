package org.plumbline.report.render;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Where an axis has its marks: at least three labelled ones, at round numbers. */
final class Ticks {
    private static final int ENOUGH = 3;
    private static final int MOST = 7;
    private static final int WIDEST_WITH_SMALL_MARKS = 5;

    private Ticks() {}

    /** The marks of an axis, in order. */
    static List<Tick> of(Scale scale) {
        if (!scale.logarithmic()) {
            return linear(scale);
        }
        List<Integer> decades = decades(scale);
        if (decades.size() >= ENOUGH) {
            return powers(scale, decades);
        }
        List<Tick> oneTwoFive = multiples(scale, List.of(1, 2, 5));
        return labelled(oneTwoFive) >= ENOUGH ? oneTwoFive : linear(scale);
    }

    private static List<Integer> decades(Scale scale) {
        List<Integer> exponents = new ArrayList<>();
        for (int k = first(scale); k <= last(scale); k++) {
            if (inside(scale, value(1, k))) {
                exponents.add(k);
            }
        }
        return exponents;
    }

    private static List<Tick> powers(Scale scale, List<Integer> decades) {
        int step = (decades.size() + MOST - 1) / MOST;
        boolean plain = decades.get(0) >= -2 && decades.get(decades.size() - 1) <= 3;
        if (decades.size() > WIDEST_WITH_SMALL_MARKS) {
            List<Tick> ticks = new ArrayList<>();
            for (int k : decades) {
                ticks.add(new Tick(value(1, k), Math.floorMod(k, step) == 0 ? label(k, plain) : ""));
            }
            return ticks;
        }
        return multiples(scale, List.of(1)).stream()
                .map(t -> t.label().isEmpty() ? t : new Tick(t.value(), label((int) Math.rint(log(t)), plain)))
                .toList();
    }

    private static double log(Tick tick) {
        return Math.log10(tick.value());
    }

    private static String label(int exponent, boolean plain) {
        return plain ? Numbers.exact(BigDecimal.ONE.scaleByPowerOfTen(exponent)) : Numbers.power(exponent);
    }

    /** Marks at 1 to 9 times each power of ten, with a label where the factor is one of those given. */
    private static List<Tick> multiples(Scale scale, List<Integer> labelled) {
        List<Tick> ticks = new ArrayList<>();
        for (int k = first(scale); k <= last(scale); k++) {
            for (int factor = 1; factor < 10; factor++) {
                double value = value(factor, k);
                if (inside(scale, value)) {
                    String text = Numbers.exact(BigDecimal.valueOf(factor).scaleByPowerOfTen(k));
                    ticks.add(new Tick(value, labelled.contains(factor) ? text : ""));
                }
            }
        }
        return ticks;
    }

    /** Marks at multiples of the largest round step (1, 2 or 5 times a power of ten) that gives enough of them. */
    private static List<Tick> linear(Scale scale) {
        double range = scale.maximum() / 2 - scale.minimum() / 2;
        int exponent = (int) Math.ceil(Math.log10(range));
        for (int k = exponent; ; k--) {
            for (int factor : new int[] {5, 2, 1}) {
                List<Tick> ticks = steps(scale, BigDecimal.valueOf(factor).scaleByPowerOfTen(k));
                if (ticks.size() >= ENOUGH) {
                    return ticks;
                }
            }
        }
    }

    private static List<Tick> steps(Scale scale, BigDecimal step) {
        List<Tick> ticks = new ArrayList<>();
        double start = Math.ceil(scale.minimum() / step.doubleValue());
        for (int i = 0; i <= 2 * MOST; i++) {
            BigDecimal value = step.multiply(new BigDecimal(start + i));
            if (inside(scale, value.doubleValue())) {
                ticks.add(new Tick(value.doubleValue(), Numbers.exact(value)));
            }
        }
        return ticks;
    }

    private static long labelled(List<Tick> ticks) {
        return ticks.stream().filter(t -> !t.label().isEmpty()).count();
    }

    private static int first(Scale scale) {
        return (int) Math.floor(Math.log10(scale.minimum()));
    }

    private static int last(Scale scale) {
        return (int) Math.ceil(Math.log10(scale.maximum()));
    }

    private static boolean inside(Scale scale, double value) {
        return scale.minimum() <= value && value <= scale.maximum();
    }

    private static double value(int factor, int exponent) {
        return Double.parseDouble(factor + "e" + exponent);
    }
}
