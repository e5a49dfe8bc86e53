package messenger.client.term;

import com.googlecode.lanterna.TextColor;

/** How well a colour is told from another: WCAG 2.2, "relative luminance" and "contrast ratio". */
final class Contrast {
    private Contrast() {}

    /** From 1 (the same) to 21 (black and white), in any order of the two. */
    static double ratio(TextColor one, TextColor other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(TextColor colour) {
        return 0.2126 * linear(colour.getRed())
                + 0.7152 * linear(colour.getGreen())
                + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(int channel) {
        double part = channel / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
