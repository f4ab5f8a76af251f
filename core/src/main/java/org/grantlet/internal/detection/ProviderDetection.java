package org.grantlet.internal.detection;

import static org.grantlet.GrantletException.invalidField;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.net.IDN;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.grantlet.internal.text.Reason;
import org.grantlet.provider.MailServers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the provider behind an email address: by its domain, else by the domain's mail servers. A
 * caller waits for two seconds at most, at most eight DNS queries run at once, and the results for
 * ten thousand domains are cached for an hour. Thread-safe.
 */
public final class ProviderDetection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProviderDetection.class);
  private static final Duration WAIT = Duration.ofSeconds(2);
  private static final int QUERIES = 8;
  private static final int CACHED = 10_000;
  private static final int LOCAL_LENGTH = 64;
  private static final int DOMAIN_LENGTH = 253;
  private static final Pattern LOCAL = Pattern.compile("[^\\s@\\p{Cntrl}]+");
  private static final Pattern DOMAIN =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{2,63}");

  /**
   * What the email addresses of a provider look like.
   *
   * @param provider its name
   * @param domains domains of addresses
   * @param mx what the names of its mail servers end with
   */
  public record Known(String provider, Collection<String> domains, Collection<String> mx) {}

  /** The names of providers by domains of addresses and of mail servers, and what DNS answered. */
  private record Index(
      Map<String, String> byDomain,
      Map<String, String> byMailServer,
      Cache<String, Optional<String>> answers) {
    static Index of(Collection<Known> providers) {
      Index index =
          new Index(
              new HashMap<>(),
              new LinkedHashMap<>(),
              Caffeine.newBuilder()
                  .maximumSize(CACHED)
                  .expireAfterWrite(Duration.ofHours(1))
                  .build());
      for (Known known : providers) {
        known.domains().forEach(name -> index.byDomain.putIfAbsent(name, known.provider()));
        known.mx().forEach(name -> index.byMailServer.putIfAbsent(name, known.provider()));
      }
      return index;
    }
  }

  private final Supplier<? extends Collection<Known>> providers;
  private volatile @Nullable Index index;
  private final MailServers mailServers;
  private final ThreadPoolExecutor threads;

  /**
   * Detects providers.
   *
   * @param providers all providers, asked for at first use: they need the whole catalog
   */
  public ProviderDetection(
      Supplier<? extends Collection<Known>> providers, MailServers mailServers) {
    this.providers = providers;
    this.mailServers = mailServers;
    threads =
        new ThreadPoolExecutor(
            0,
            QUERIES,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(), // a caller that would have to queue gets no result
            work -> {
              Thread thread = new Thread(work, "grantlet-dns");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Made at first use; twice does no harm. */
  private Index index() {
    Index made = index;
    if (made == null) {
      made = Index.of(providers.get());
      index = made;
    }
    return made;
  }

  /** The provider of an address; empty if it is unknown. May take two seconds. */
  public Optional<String> detect(String email) {
    String domain = domain(email);
    String known = index().byDomain.get(domain);
    return known == null ? byMailServers(domain) : Optional.of(known);
  }

  private Optional<String> byMailServers(String domain) {
    Optional<String> cached = index().answers.getIfPresent(domain);
    if (cached != null) {
      return cached;
    }
    try {
      Future<Optional<String>> answer = threads.submit(() -> ask(domain));
      try {
        return answer.get(WAIT.toMillis(), TimeUnit.MILLISECONDS);
      } finally {
        answer.cancel(true);
      }
    } catch (ExecutionException | RejectedExecutionException | TimeoutException e) {
      LOG.info("the provider of {} is not known: {}", domain, Reason.of(e));
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private Optional<String> ask(String domain) throws IOException {
    Optional<String> provider =
        mailServers.of(domain).stream()
            .flatMap(server -> ofMailServer(server).stream())
            .findFirst();
    index().answers.put(domain, provider);
    return provider;
  }

  private Optional<String> ofMailServer(String server) {
    return index().byMailServer.entrySet().stream()
        .filter(entry -> server.equals(entry.getKey()) || server.endsWith("." + entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static String domain(String email) {
    int at = email.lastIndexOf('@');
    if (at > 0
        && at <= LOCAL_LENGTH
        && email.length() - at <= DOMAIN_LENGTH
        && LOCAL.matcher(email.substring(0, at)).matches()) {
      try {
        String domain = IDN.toASCII(email.substring(at + 1)).toLowerCase(Locale.ROOT);
        if (domain.length() <= DOMAIN_LENGTH && DOMAIN.matcher(domain).matches()) {
          return domain;
        }
      } catch (IllegalArgumentException e) {
        LOG.debug("not a domain", e);
      }
    }
    throw invalidField("email", "must be an email address such as name@example.com");
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
