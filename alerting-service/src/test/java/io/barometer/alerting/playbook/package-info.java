@NullMarked
package io.barometer.alerting.playbook;

import org.jspecify.annotations.NullMarked;
