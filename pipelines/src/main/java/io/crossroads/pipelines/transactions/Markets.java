package io.crossroads.pipelines.transactions;

import io.crossroads.pipelines.simulate.Noise;
import java.util.List;
import java.util.SplittableRandom;

/** Who pays in a minute; worked out once for each. For one thread. */
final class Markets {

  private static final double SHARE_BETWEEN_FIRMS = 0.02;
  private static final double SHARE_OF_CARD_TESTING = 0.2;

  private final Noise noise;
  private final double[] shops = new double[Market.ALL.size()];
  private final double[] firms = new double[Market.ALL.size()];
  private double all;
  private long minute = Long.MIN_VALUE;
  private CardTesting cardTesting;

  Markets(long seed) {
    noise = new Noise(seed, 0);
  }

  /** Moves to a minute, counted from the epoch. */
  void at(long newMinute) {
    if (newMinute == minute) {
      return;
    }
    minute = newMinute;
    cardTesting = CardTesting.around(noise, minute);
    all = 0;
    for (int place = 0; place < shops.length; place++) {
      Market market = Market.ALL.get(place);
      shops[place] = market.shops(minute);
      firms[place] = SHARE_BETWEEN_FIRMS * market.firms(minute);
      all += shops[place] + firms[place];
    }
  }

  /** A payment of the minute. */
  Payment payment(SplittableRandom random) {
    if (cardTesting.lasts(minute) && random.nextDouble() < SHARE_OF_CARD_TESTING) {
      return cardTesting.payment();
    }
    List<Market> markets = Market.ALL;
    double rest = random.nextDouble() * all;
    for (int place = 0; place < shops.length; place++) {
      Market market = markets.get(place);
      if (rest < shops[place]) {
        return new Payment(market, market.inShop(random));
      }
      rest -= shops[place];
      if (rest < firms[place]) {
        return new Payment(market, market.betweenFirms(random));
      }
      rest -= firms[place];
    }
    return new Payment(markets.get(0), markets.get(0).inShop(random));
  }
}
