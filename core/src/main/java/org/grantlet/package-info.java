/**
 * What an application says and hears: integrations, hosted auth requests, grants, events and
 * errors. Values only; {@code org.grantlet.internal.engine.Grantlet} is the entry point.
 */
@NullMarked
package org.grantlet;

import org.jspecify.annotations.NullMarked;
