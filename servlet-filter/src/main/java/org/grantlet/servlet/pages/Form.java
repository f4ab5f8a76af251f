package org.grantlet.servlet.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A form that is posted. Immutable.
 *
 * @param action where to
 * @param hidden the fields that nobody sees
 * @param label what its buttons have in common, or what its input is for; null where the page says
 * @param email where to type an email address
 * @param buttons what submits it, at least one
 */
public record Form(
    String action,
    List<Field> hidden,
    @Nullable String label,
    @Nullable Input email,
    List<Button> buttons) {

  /** Copies the lists. */
  public Form {
    hidden = List.copyOf(hidden);
    buttons = List.copyOf(buttons);
  }

  /**
   * A hidden field.
   *
   * @param name its name
   * @param value its value
   */
  public record Field(String name, String value) {}

  /**
   * An input.
   *
   * @param name its name
   * @param value what the user typed last
   */
  public record Input(String name, String value) {}

  /**
   * A submit button.
   *
   * @param name its name; null if it adds nothing to the form
   * @param value its value
   * @param label what it says
   * @param mark a provider's mark
   */
  public record Button(
      @Nullable String name, @Nullable String value, String label, @Nullable Mark mark) {}

  /**
   * A sign for a provider, which is not the provider's logo.
   *
   * @param initials one or two letters
   * @param color its background, {@code #rrggbb}, on which white can be read
   */
  public record Mark(String initials, String color) {}
}
