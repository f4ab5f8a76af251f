package org.grantlet.servlet.internal.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.grantlet.Grant;
import org.grantlet.internal.crypto.RandomIds;
import org.grantlet.servlet.pages.Brand;
import org.grantlet.servlet.pages.Form;
import org.grantlet.servlet.pages.Page;
import org.grantlet.servlet.pages.Page.Kind;
import org.jspecify.annotations.Nullable;

/** Makes the pages of an application in one language. Immutable. */
public final class PageFactory {
  /** What people leave out when they read an address. */
  private static final Pattern HTTP = Pattern.compile("^https?://|/$");

  private final Brand brand;
  private final Texts texts;

  public PageFactory(Brand brand, Texts texts) {
    this.brand = brand;
    this.texts = texts;
  }

  /** Asks whether the user meant to open a login URL. */
  public Page confirm(String action, String id, ProviderLabel provider) {
    return confirm(action, id, "confirm.title", "confirm.text", names("provider", provider.name()));
  }

  /** The same for the owner of a connection that has ended, with the reason. */
  public Page reconnect(String action, String id, ProviderLabel provider, Grant.Reason why) {
    return confirm(
        action,
        id,
        "reconnect.title",
        "reconnect." + why.wire(),
        names("provider", provider.name()));
  }

  private Page confirm(
      String action, String id, String title, String text, Map<String, String> names) {
    return page(
        Kind.CONFIRM,
        texts.get(title, names),
        texts.get(text, names),
        null,
        List.of(new Form(action, hiddenId(id), null, null, goOn())),
        null,
        null);
  }

  /**
   * Lets the user choose a provider.
   *
   * @param providers what users see of them, by name
   * @param email what the user typed last
   */
  public Page choose(
      String action,
      String id,
      Map<String, ProviderLabel> providers,
      String email,
      @Nullable String problem) {
    List<Form.Button> buttons = new ArrayList<>();
    providers.forEach(
        (provider, label) ->
            buttons.add(new Form.Button("provider", provider, label.name(), label.mark())));
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
    return goOn(List.of(), link, address, when);
  }

  /** Repeats a request with POST. */
  public Page goOn(String action, Map<String, List<String>> fields, When when) {
    List<Form.Field> hidden = new ArrayList<>();
    fields.forEach(
        (name, values) -> values.forEach(value -> hidden.add(new Form.Field(name, value))));
    Form form = new Form(action, hidden, null, null, goOn());
    return goOn(List.of(form), null, DrawnPage.SUBMITS, when);
  }

  private Page goOn(List<Form> forms, Page.@Nullable Link link, String goesTo, When when) {
    boolean pressed = when == When.PRESSED;
    String key = pressed ? "press" : "go_on";
    return new DrawnPage(
        Kind.GO_ON,
        brand,
        texts.language(),
        texts.get("direction"),
        texts.get(key + ".title"),
        texts.get(key + ".text"),
        null,
        forms,
        link,
        null,
        null,
        pressed ? null : goesTo,
        when.seconds,
        RandomIds.next());
  }

  /**
   * What an error page explains.
   *
   * @param kind what happened
   * @param code the wire string of its code
   * @param reference names the request in the log
   */
  public record Failure(ErrorKind kind, String code, String reference) {}

  /**
   * Explains an error.
   *
   * @param home the application's base URL
   * @param again the address to try again; null if that would not help
   */
  public Page error(Failure failure, String home, @Nullable String again) {
    Map<String, String> names = names("address", HTTP.matcher(home).replaceAll(""));
    String key = failure.kind().key();
    return page(
        Kind.ERROR,
        texts.get(key + ".title", names),
        texts.get(key + ".text", names),
        null,
        List.of(),
        again == null
            ? new Page.Link(home, texts.get("error.back", names))
            : new Page.Link(again, texts.get("error.again")),
        new Page.Reference(texts.get("error.reference"), failure.reference(), failure.code()));
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
