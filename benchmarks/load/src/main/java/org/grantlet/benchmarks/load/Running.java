package org.grantlet.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/** A system that runs, in a JVM of its own. */
final class Running implements AutoCloseable {
  private final Contender contender;
  private final URI provider;
  private final Child child;

  Running(Contender contender, URI provider, List<String> cores, List<String> jvm)
      throws IOException {
    this.contender = contender;
    this.provider = provider;
    child = new Child(cores, SystemMain.class, jvm, contender.name(), provider.toString());
  }

  Contender contender() {
    return contender;
  }

  Child child() {
    return child;
  }

  Visitor visitor() throws IOException {
    return new Visitor(contender, child.uri(), provider);
  }

  /** Visits for some time, and what they cost. */
  Sample measure(int visitors, double seconds, Crowd.Visit visit) throws IOException {
    Usage before = child.usage();
    long start = System.nanoTime();
    long[] times = Crowd.visitFor(this, visitors, seconds, visit);
    long elapsed = System.nanoTime() - start;
    return Sample.of(times, elapsed, child.usage().since(before));
  }

  @Override
  public void close() {
    child.close();
  }
}
