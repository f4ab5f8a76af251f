package org.grantlet.claims;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Takes one check out.
 *
 * @param line where it stands in the file of edits
 * @param changes what is changed
 * @param red the tests that must fail
 * @param noLogin whether no login works without the check either
 */
record Edit(int line, List<SourceEdit> changes, List<String> red, boolean noLogin) {
  @Override
  public String toString() {
    return "line "
        + line
        + " in "
        + changes.stream().map(SourceEdit::file).distinct().collect(Collectors.joining(", "));
  }
}
