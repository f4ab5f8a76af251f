package org.grantlet.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.grantlet.testing.Patience;
import org.grantlet.testing.Rotation;
import org.grantlet.testing.TestBrowser;
import org.grantlet.testing.TestProvider;
import org.grantlet.testing.TestUser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes of the sample behind a load balancer, on one PostgreSQL and one Redis. */
@Timeout(120)
class ClusterTest {
  private static final TestProvider PROVIDER = TestProvider.start();

  @TempDir private static Path folder;
  private static Backends backends;
  private static LoadBalancer balancer;
  private static List<SampleProcess> nodes;
  private static List<SampleApi> apis;
  private static SampleApi api;

  @BeforeAll
  static void start() throws IOException {
    backends = new Backends(folder);
    balancer = new LoadBalancer();
    nodes = List.of(node("a"), node("b"));
    List<String> urls = List.of(nodes.get(0).url(), nodes.get(1).url());
    balancer.nodes(urls);
    apis = urls.stream().map(SampleApi::new).toList();
    api = new SampleApi(balancer.url());
  }

  private static SampleProcess node(String name) throws IOException {
    Path home = Files.createDirectory(folder.resolve(name));
    Map<String, String> properties = backends.properties(PROVIDER);
    properties.put("grantlet.base-url", balancer.url());
    return SampleProcess.start(home, properties, "--port", "0", "--no-demo-provider");
  }

  @AfterAll
  static void stop() throws IOException {
    nodes.forEach(SampleProcess::close);
    balancer.close();
    backends.close();
    Secrets.assertNoneBelow(folder, PROVIDER);
    PROVIDER.close();
  }

  @BeforeEach
  void behave() {
    PROVIDER.rotation(Rotation.STRICT).accessTokenLifetime(Duration.ofHours(1));
    String somebodyNew = UUID.randomUUID().toString();
    PROVIDER.user(new TestUser(somebodyNew, somebodyNew + "@example.com", "Somebody"));
  }

  /** A grant whose access token has expired, and whose next one will not. */
  private static String expiredGrant() throws Exception {
    PROVIDER.accessTokenLifetime(Duration.ofSeconds(1));
    String id = api.grant(PROVIDER.issueRefreshToken("openid email"));
    Instant expiry = Instant.now().plusSeconds(1);
    PROVIDER.accessTokenLifetime(Duration.ofHours(1));
    Patience.await("it expires").until(() -> !Instant.now().isBefore(expiry));
    PROVIDER.forgetRequests();
    return id;
  }

  private static <T> List<T> atOnce(int count, Callable<T> call) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> result :
          threads.invokeAll(IntStream.range(0, count).mapToObj(i -> call).toList())) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Object> heardByBoth(String grant) throws Exception {
    List<Object> heard = new ArrayList<>(apis.get(0).heard(grant));
    heard.addAll(apis.get(1).heard(grant));
    return heard;
  }

  @Test
  void aFlow_goesOnWhereverItsNextRequestArrives() throws Exception {
    TestBrowser browser = new TestBrowser().header("Accept", "application/json");
    HttpResponse<String> leaving = browser.get(api.loginUrl());
    URI provider = URI.create(leaving.headers().firstValue("Location").orElseThrow());
    HttpResponse<String> home = browser.open(PROVIDER.authorize(provider).uri());

    assertThat(home.uri().toString()).startsWith(balancer.url() + "/connected?");
    assertThat(home.body()).contains("\"success\":true");
    String grant = home.body().replaceAll(".*\"grant_id\":\"([^\"]*)\".*", "$1");
    for (SampleApi node : apis) {
      assertThat(node.get("/connect/grants/" + grant).statusCode()).isEqualTo(200);
    }
    assertThat(heardByBoth(grant)).containsExactly("grant.created");
  }

  @Test
  void anExpiredToken_askedForBy200CallersOnBothNodes_isRefreshedOnce() throws Exception {
    String grant = expiredGrant();
    List<HttpResponse<String>> answers = atOnce(200, () -> api.token(grant));

    assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
    assertThat(answers.stream().map(answer -> SampleApi.text(answer, "access_token")).distinct())
        .singleElement()
        .satisfies(token -> assertThat(PROVIDER.accepts(token)).isTrue());
    assertThat(PROVIDER.refreshes()).hasSize(1);
  }

  @Test
  void aLoginUrl_openedBy64BrowsersOnBothNodes_worksForOne() throws Exception {
    URI loginUrl = api.loginUrl();
    List<HttpResponse<String>> answers = atOnce(64, () -> new TestBrowser().get(loginUrl));

    assertThat(answers.stream().filter(answer -> answer.statusCode() == 303)).hasSize(1);
    assertThat(answers.stream().filter(answer -> answer.statusCode() / 100 == 4)).hasSize(63);
  }

  @Test
  void aGrantThatTheProviderEnded_isToldOnce() throws Exception {
    String grant = expiredGrant();
    PROVIDER.revokeAll();
    List<HttpResponse<String>> answers = atOnce(50, () -> api.token(grant));

    assertThat(answers)
        .extracting(answer -> answer.statusCode() / 100)
        .as("refused, not broken")
        .containsOnly(4);
    assertThat(heardByBoth(grant)).containsExactlyInAnyOrder("grant.created", "grant.expired");
    assertThat(PROVIDER.refreshes()).hasSize(1);
  }

  @Test
  void aNodeThatDiedWhileItRefreshed_blocksTheGrantForItsLeaseOnly() throws Exception {
    String grant = expiredGrant();
    Instant end = Instant.now().truncatedTo(ChronoUnit.MILLIS).plusSeconds(2);
    try (Connection connection = backends.database().getPostgresDatabase().getConnection();
        PreparedStatement lease =
            connection.prepareStatement(
                "insert into grantlet_lease (grant_id, holder, held_until) values (?, 'dead',"
                    + " ?)")) {
      lease.setString(1, grant);
      lease.setLong(2, end.toEpochMilli());
      lease.executeUpdate();
    }
    assertThat(api.token(grant).statusCode()).isEqualTo(200);
    assertThat(Instant.now()).isBetween(end, end.plusSeconds(20));
  }
}
