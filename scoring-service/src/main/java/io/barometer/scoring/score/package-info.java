/** Reading one account's score, and what every read shares. */
@NullMarked
package io.barometer.scoring.score;

import org.jspecify.annotations.NullMarked;
