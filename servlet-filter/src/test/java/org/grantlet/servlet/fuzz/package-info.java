/**
 * Fuzz tests. Each is played with the inputs in its folder of resources on every build, and makes
 * up inputs of its own with {@code mvn verify -Pfuzz}.
 */
package org.grantlet.servlet.fuzz;
