/** What events say about accounts, in the words of the model. */
@NullMarked
package io.barometer.signals;

import org.jspecify.annotations.NullMarked;
