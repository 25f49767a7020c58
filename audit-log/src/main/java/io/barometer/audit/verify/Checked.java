package io.barometer.audit.verify;

import io.barometer.proto.audit.v1.AuditHead;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What a check found.
 *
 * @param wrong the first thing that is wrong; empty when all is right
 * @param heads the signed head of every chain; those before the wrong line when something is wrong
 * @param signers fingerprints of the keys that signed
 */
public record Checked(
    Optional<Wrong> wrong, SortedMap<ChainName, AuditHead> heads, SortedSet<String> signers) {}
