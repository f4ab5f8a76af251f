package org.grantlet.internal.event;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.grantlet.GrantListener;
import org.jspecify.annotations.Nullable;

/**
 * What telling events depends on.
 *
 * @param listeners the application's
 * @param listenersAtMostOnce whether listeners hear directly, outbox or not
 * @param retention how long events are kept that everybody has heard
 * @param source the base URL and path of the Connect API
 * @param applicationId the client id of the application, if it has one
 * @param recipients those that are not listeners
 * @param clock now
 */
public record EventOptions(
    List<GrantListener> listeners,
    boolean listenersAtMostOnce,
    Duration retention,
    String source,
    @Nullable String applicationId,
    Recipients recipients,
    Clock clock) {}
