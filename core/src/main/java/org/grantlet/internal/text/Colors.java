package org.grantlet.internal.text;

import java.util.regex.Pattern;

/** Colors, and the text that is readable on them (WCAG 2.2: a contrast of at least 4.5). */
public final class Colors {
  /** A color as text. */
  public static final Pattern HEX = Pattern.compile("#[0-9a-fA-F]{6}");

  private static final double READABLE = 4.5;

  private Colors() {}

  /** Whether white text is readable on a color. */
  public static boolean whiteIsReadableOn(String hex) {
    return contrast(1, luminance(hex)) >= READABLE;
  }

  /** Black or white, whichever is easier to read; one of them always is readable. */
  public static String readableOn(String hex) {
    return contrast(1, luminance(hex)) >= contrast(luminance(hex), 0) ? "#fff" : "#000";
  }

  private static double contrast(double lighter, double darker) {
    return (lighter + 0.05) / (darker + 0.05);
  }

  /** Relative luminance, 0 to 1. */
  private static double luminance(String hex) {
    return 0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5);
  }

  private static double channel(String hex, int at) {
    double value = Integer.parseInt(hex.substring(at, at + 2), 16) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
