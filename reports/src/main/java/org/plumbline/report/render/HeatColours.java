package org.plumbline.report.render;

/**
 * The colours of heat maps: cividis, which rises evenly in lightness, so that it can be read in print without colour, and
 * looks nearly the same to people who see colours differently. Source: Nuñez, Anderton and Renslow, "Optimizing colormaps
 * with consideration for color vision deficiency", PLOS ONE 13(7), 2018; ten of its values, the rest between them.
 */
final class HeatColours {
    static final int BLACK = 0x000000;
    static final int WHITE = 0xffffff;

    private static final int[] STOPS = {
        0x00204d, 0x00336f, 0x39486b, 0x575c6d, 0x707173, 0x8a8779, 0xa69d75, 0xc4b56c, 0xe4cf5b, 0xffea46
    };

    private HeatColours() {}

    /** The colour at a place from 0 to 1, as 0xRRGGBB. */
    static int at(double place) {
        double position = place * (STOPS.length - 1);
        int stop = Math.min(STOPS.length - 2, (int) position);
        double share = position - stop;
        int colour = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int low = STOPS[stop] >> shift & 0xff;
            int high = STOPS[stop + 1] >> shift & 0xff;
            colour |= (int) Math.rint(low + share * (high - low)) << shift;
        }
        return colour;
    }

    /** Black or white, whichever has more contrast. */
    static int on(int background) {
        return contrast(background, BLACK) >= contrast(background, WHITE) ? BLACK : WHITE;
    }

    /** The contrast ratio of WCAG 2, from 1 to 21. */
    static double contrast(int one, int other) {
        double bright = Math.max(luminance(one), luminance(other));
        double dark = Math.min(luminance(one), luminance(other));
        return (bright + 0.05) / (dark + 0.05);
    }

    /** The relative luminance of WCAG 2, from 0 to 1. */
    static double luminance(int colour) {
        return 0.2126 * linear(colour >> 16 & 0xff)
                + 0.7152 * linear(colour >> 8 & 0xff)
                + 0.0722 * linear(colour & 0xff);
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
