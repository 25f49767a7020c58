/** Which alerts begin runs of playbooks, and what may become of a run. */
@NullMarked
package io.barometer.routing.playbook;

import org.jspecify.annotations.NullMarked;
