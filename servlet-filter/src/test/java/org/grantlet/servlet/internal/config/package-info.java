/** The places and keys of configuration. */
package org.grantlet.servlet.internal.config;
