package org.grantlet.servlet.internal.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.grantlet.internal.crypto.RandomIds;
import org.grantlet.servlet.pages.Brand;
import org.grantlet.servlet.pages.Form;
import org.grantlet.servlet.pages.Page;
import org.grantlet.servlet.pages.Page.Kind;
import org.jspecify.annotations.Nullable;

/** Makes the pages of an application in one language. Immutable. */
public final class PageFactory {
  private final Brand brand;
  private final Texts texts;

  public PageFactory(Brand brand, Texts texts) {
    this.brand = brand;
    this.texts = texts;
  }

  /** Asks whether the user meant to open a login URL. */
  public Page confirm(String action, String id, String provider) {
    Map<String, String> names = names("provider", provider);
    return page(
        Kind.CONFIRM,
        texts.get("confirm.title", names),
        texts.get("confirm.text", names),
        null,
        List.of(new Form(action, hiddenId(id), null, null, goOn())),
        null,
        null);
  }

  /**
   * Lets the user choose a provider.
   *
   * @param providers their display names, by name
   * @param email what the user typed last
   */
  public Page choose(
      String action,
      String id,
      Map<String, String> providers,
      String email,
      @Nullable String problem) {
    List<Form.Button> buttons = new ArrayList<>();
    providers.forEach(
        (provider, name) ->
            buttons.add(
                new Form.Button("provider", provider, name, ProviderMarks.of(provider, name))));
    return page(
        Kind.CHOOSE,
        texts.get("choose.title"),
        texts.get("choose.text", names("email", email)),
        problem,
        List.of(
            new Form(action, hiddenId(id), texts.get("choose.providers"), null, buttons),
            new Form(
                action,
                hiddenId(id),
                texts.get("choose.email"),
                new Form.Input("email", email),
                goOn())),
        null,
        null);
  }

  /** The problem with a choice: {@code invalid}, {@code unknown}, … */
  public String problem(String kind, String email, String provider) {
    return texts.get(
        "choose." + kind,
        Map.of("application", brand.name(), "email", email, "provider", provider));
  }

  /** When a page repeats a request. */
  public enum When {
    /** At once. */
    NOW(0),
    /** A little later: another request is working on it. */
    SOON(1),
    /** After a press of its button. */
    PRESSED(-1);

    private final int seconds;

    When(int seconds) {
      this.seconds = seconds;
    }
  }

  /** Repeats a request with GET. */
  public Page goOn(String address, When when) {
    Page.Link link = new Page.Link(address, texts.get("continue"));
    return goOn(List.of(), link, when == When.PRESSED ? null : address, when);
  }

  /** Repeats a request with POST. */
  public Page goOn(String action, Map<String, List<String>> fields, When when) {
    List<Form.Field> hidden = new ArrayList<>();
    fields.forEach(
        (name, values) -> values.forEach(value -> hidden.add(new Form.Field(name, value))));
    Form form = new Form(action, hidden, null, null, goOn());
    return goOn(List.of(form), null, when == When.PRESSED ? null : DrawnPage.SUBMITS, when);
  }

  private Page goOn(
      List<Form> forms, Page.@Nullable Link link, @Nullable String goesTo, When when) {
    return new DrawnPage(
        Kind.GO_ON,
        brand,
        texts.language(),
        texts.get("direction"),
        texts.get("go_on.title"),
        "",
        null,
        forms,
        link,
        null,
        null,
        goesTo,
        when.seconds,
        RandomIds.next());
  }

  /** Explains an error, with the texts of its kind or else those of {@code other}. */
  public Page error(String kind, String home, String requestId, String error) {
    Map<String, String> names = names("provider", "");
    String key = "error." + (texts.has("error." + kind + ".title") ? kind : "other");
    return page(
        Kind.ERROR,
        texts.get(key + ".title"),
        texts.get(key + ".text", names),
        null,
        List.of(),
        new Page.Link(home, texts.get("error.back", names)),
        new Page.Reference(texts.get("error.reference"), requestId, error));
  }

  private Map<String, String> names(String name, String value) {
    return Map.of("application", brand.name(), name, value);
  }

  private List<Form.Button> goOn() {
    return List.of(new Form.Button(null, null, texts.get("continue"), null));
  }

  private static List<Form.Field> hiddenId(String id) {
    return List.of(new Form.Field("id", id));
  }

  private Page page(
      Kind kind,
      String title,
      String text,
      @Nullable String problem,
      List<Form> forms,
      Page.@Nullable Link link,
      Page.@Nullable Reference reference) {
    boolean asks = kind == Kind.CONFIRM || kind == Kind.CHOOSE;
    return new DrawnPage(
        kind,
        brand,
        texts.language(),
        texts.get("direction"),
        title,
        text,
        problem,
        forms,
        link,
        asks ? texts.get("doubt") : null,
        reference,
        null,
        0,
        RandomIds.next());
  }
}
