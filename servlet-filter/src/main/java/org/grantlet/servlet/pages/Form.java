package org.grantlet.servlet.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A form with the method POST. Immutable.
 *
 * @param action the URL that it is posted to
 * @param hidden the hidden fields
 * @param label the label of its buttons or of its input; null if the page has it
 * @param email the input for an email address
 * @param buttons the submit buttons, at least one
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
   * @param name its name; null if it adds no field
   * @param value its value
   * @param label its text
   * @param mark a provider's mark
   */
  public record Button(
      @Nullable String name, @Nullable String value, String label, @Nullable Mark mark) {}

  /**
   * A mark of a provider, which is not the provider's logo.
   *
   * @param initials one or two letters
   * @param color its background, {@code #rrggbb}, on which white is readable
   */
  public record Mark(String initials, String color) {}
}
