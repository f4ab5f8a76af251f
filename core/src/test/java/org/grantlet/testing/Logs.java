package org.grantlet.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/**
 * All that is logged, at every level, from here until it is closed; nothing of it is printed
 * meanwhile. Thread-safe, without a lock: to format what a container logs may take locks of its
 * own.
 */
public final class Logs extends UnsynchronizedAppenderBase<ILoggingEvent> implements AutoCloseable {
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Queue<String> told = new ConcurrentLinkedQueue<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level before = root.getLevel();
  private final List<Appender<ILoggingEvent>> printing = new ArrayList<>();

  private Logs() {}

  /** Begins to listen. */
  public static Logs listen() {
    Logs logs = new Logs();
    logs.start();
    logs.root.iteratorForAppenders().forEachRemaining(logs.printing::add);
    logs.printing.removeIf(Logs.class::isInstance);
    logs.printing.forEach(logs.root::detachAppender);
    logs.root.addAppender(logs);
    logs.root.setLevel(Level.TRACE);
    return logs;
  }

  @Override
  protected void append(ILoggingEvent event) {
    lines.add(event.getMDCPropertyMap() + " " + event.getFormattedMessage());
    if (event.getLevel().isGreaterOrEqual(Level.INFO)
        && event.getLoggerName().startsWith("org.grantlet.")) {
      told.add(event.getLevel() + " " + event.getFormattedMessage());
    }
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown != null) {
      lines.add(ThrowableProxyUtil.asString(thrown));
    }
  }

  /** What was logged: one line for each event, and the stack traces with their causes. */
  public String text() {
    return String.join("\n", lines);
  }

  /** The same, event by event. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** What an operator sees: Grantlet's own lines of INFO and above, each with its level. */
  public List<String> told() {
    return List.copyOf(told);
  }

  @Override
  public void close() {
    root.setLevel(before);
    root.detachAppender(this);
    printing.forEach(root::addAppender);
  }
}
