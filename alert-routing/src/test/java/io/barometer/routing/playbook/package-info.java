@NullMarked
package io.barometer.routing.playbook;

import org.jspecify.annotations.NullMarked;
