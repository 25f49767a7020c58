/** What a playbook did to scores, measured against similar accounts without it. */
@NullMarked
package io.barometer.model.effect;

import org.jspecify.annotations.NullMarked;
