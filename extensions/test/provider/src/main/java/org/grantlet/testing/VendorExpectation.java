package org.grantlet.testing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has to come of a login at a vendor.
 *
 * @param subject the vendor's id of the user, or of what stands for the user
 * @param email null if the vendor does not tell it
 * @param scope of the grant
 * @param kept what applications need in order to call the vendor, by the vendor's names
 * @param lifetime of access tokens; null if they do not expire
 * @param rotation of refresh tokens; null if there are none
 * @param revokes whether the vendor can be told that a grant ends
 */
public record VendorExpectation(
    @Nullable String subject,
    @Nullable String email,
    List<String> scope,
    Map<String, String> kept,
    @Nullable Duration lifetime,
    @Nullable Rotation rotation,
    boolean revokes) {}
