package io.barometer.routing.group;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What a look at a group decided.
 *
 * @param group as it is from now on
 * @param notices to tell, in this order
 * @param done members to forget, when what is told here is told
 */
public record Flush(Group group, List<Notice> notices, Set<UUID> done) {

  public Flush {
    notices = List.copyOf(notices);
    done = Set.copyOf(done);
  }
}
