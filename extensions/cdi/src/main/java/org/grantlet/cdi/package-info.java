/**
 * Grantlet as CDI beans: {@code HostedAuth}, {@code Grants} and {@code Integrations} can be
 * injected, and grants' events observed. Nothing of it is called by applications.
 */
@NullMarked
package org.grantlet.cdi;

import org.jspecify.annotations.NullMarked;
