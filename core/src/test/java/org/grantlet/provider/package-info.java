/** What the provider package decides by itself, without a provider to talk to. */
package org.grantlet.provider;
