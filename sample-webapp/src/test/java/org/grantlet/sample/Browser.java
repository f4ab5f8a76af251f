package org.grantlet.sample;

import java.util.List;

/** What the scenarios need of a browser; elements are found by CSS selectors. */
interface Browser extends AutoCloseable {
  /** A page of the browser. */
  interface Tab {
    void open(String url);

    /** Clicks, and waits for the page that follows. */
    void click(String selector);

    void fill(String selector, String text);

    void reload();

    void back();

    String url();

    /** The text that a person sees. */
    String text();
  }

  Tab newTab();

  /** What the browser complained of: console errors, violated policies. */
  List<String> complaints();

  @Override
  void close();
}
