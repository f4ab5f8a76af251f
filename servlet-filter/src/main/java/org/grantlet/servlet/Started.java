package org.grantlet.servlet;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.grantlet.ConfigurationException;
import org.grantlet.Integration;
import org.grantlet.internal.engine.Engine;
import org.grantlet.provider.ProviderHook;
import org.grantlet.servlet.internal.StartLine;
import org.grantlet.servlet.internal.Wiring;
import org.grantlet.servlet.internal.browser.OwnerCheck;
import org.grantlet.servlet.internal.config.ConfigReader;
import org.grantlet.servlet.internal.config.ConfigReader.PageSources;
import org.grantlet.servlet.internal.config.FilterOptions;

/**
 * What a filter has once it has started.
 *
 * @param options from the keys
 * @param integrations those that were there at the start
 */
record Started(
    Engine engine,
    FilterOptions options,
    List<Integration> integrations,
    OwnerCheck owners,
    Wiring wiring) {
  /**
   * Starts.
   *
   * @param problems what is wrong with the places of the configuration
   * @param loader finds listeners, stores, hooks and pages
   * @throws ConfigurationException naming everything that is wrong with the configuration
   */
  static Started of(
      HostedAuthFilterBuilder builder,
      List<String> problems,
      ClassLoader loader,
      PageSources pages) {
    List<String> known = new ArrayList<>(problems);
    known.addAll(builder.problems);
    FilterOptions options =
        ConfigReader.read(
            builder.properties,
            known,
            System::getenv,
            loader,
            pages,
            builder.clock,
            core -> {
              ServiceLoader.load(ProviderHook.class, loader).forEach(core::hook);
              builder.setup.accept(core);
            });
    Engine engine = Engine.of(options.core().build());
    try {
      List<Integration> integrations = engine.integrations().list();
      OwnerCheck owners = new OwnerCheck(owner(builder, options), engine.flow().urls());
      Wiring wiring =
          Wiring.create(
              engine,
              options,
              owners,
              HostedAuthResult.ATTRIBUTE,
              outcome -> HostedAuthResult.of(outcome, engine.grants()),
              builder.clock);
      return new Started(engine, options, integrations, owners, wiring);
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  private static RequestOwner owner(HostedAuthFilterBuilder builder, FilterOptions options) {
    if (builder.requestOwner != null) {
      return builder.requestOwner;
    }
    return options.requestOwner() == null
        ? RequestOwner.principalOrSession()
        : options.requestOwner();
  }

  void log() {
    new StartLine(engine, options, integrations).log();
  }

  void close() {
    engine.close();
  }
}
