/** The flow without servlets, against providers that behave and providers that do not. */
package org.grantlet.internal.engine;
