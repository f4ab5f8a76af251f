package org.grantlet.servlet.internal.pages;

import java.util.List;

/** Colors on which text is readable (WCAG 2.2, contrast of at least 4.5). */
final class Colors {
  /** White is readable on each. */
  private static final List<String> MARKS =
      List.of(
          "#1f5fd0", "#b3261e", "#0b6e5f", "#7a3fb0", "#a14a00", "#0a6a8c", "#a3195b", "#3f6212",
          "#4a4fb5", "#6b4f2a");

  private Colors() {}

  /** The color of a provider: always the same one. */
  static String of(String provider) {
    return MARKS.get(Math.floorMod(provider.hashCode(), MARKS.size()));
  }

  /** Black or white, whichever is easier to read; one of them always is readable. */
  static String readableOn(String hex) {
    return contrast(1, luminance(hex)) >= contrast(luminance(hex), 0) ? "#fff" : "#000";
  }

  static double contrast(double lighter, double darker) {
    return (lighter + 0.05) / (darker + 0.05);
  }

  /** Relative luminance, 0 to 1. */
  static double luminance(String hex) {
    return 0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5);
  }

  private static double channel(String hex, int at) {
    double value = Integer.parseInt(hex.substring(at, at + 2), 16) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
