package org.grantlet.servlet.internal.config;

import java.util.Map;
import java.util.function.Function;
import org.grantlet.servlet.pages.PageRenderer;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the pages from code and files.
 *
 * @param renderer the builder's
 * @param texts the builder's, by language
 * @param files reads an application's file for a language; empty if there is none
 */
public record PageSources(
    @Nullable PageRenderer renderer,
    Map<String, Map<String, String>> texts,
    Function<String, Map<String, String>> files) {}
