package org.grantlet.servlet.pages;

import org.jspecify.annotations.Nullable;

/**
 * The application to which the pages belong. Immutable.
 *
 * @param name {@code grantlet.application-name}
 * @param logo {@code grantlet.logo}: the address of an image
 * @param accentColor {@code grantlet.accent-color}: {@code #rrggbb}
 */
public record Brand(String name, @Nullable String logo, @Nullable String accentColor) {}
