package org.grantlet.testing;

import java.util.stream.Stream;

/** What code of an application may throw, declared or not. */
public final class Thrown {
  private Thrown() {}

  /** One of each kind, each without a stack trace of its own making. */
  public static Stream<Throwable> anything() {
    return Stream.of(
        new IllegalStateException("unchecked"),
        new Exception("checked, and thrown undeclared"),
        new InterruptedException(),
        new NoClassDefFoundError("com/example/Missing"),
        new ExceptionInInitializerError(),
        new StackOverflowError(),
        new OutOfMemoryError("Java heap space"),
        new AssertionError("broken"),
        new Throwable("neither exception nor error"),
        new RuntimeException() {
          @Override
          public String getMessage() {
            throw new IllegalStateException("not even a message");
          }
        });
  }

  /** Throws it although it is not declared, as Kotlin and Lombok do. */
  @SuppressWarnings("DoNotCallSuggester")
  public static void sneak(Throwable failure) {
    Thrown.<RuntimeException>raise(failure);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> void raise(Throwable failure) throws T {
    throw (T) failure;
  }
}
