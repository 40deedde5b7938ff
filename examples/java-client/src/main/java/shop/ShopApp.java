package shop;

import software.amazon.awscdk.App;

/** The CDK app: {@code npx cdk synth} and {@code npx cdk deploy} run it. */
public final class ShopApp {
  private ShopApp() {}

  public static void main(String[] args) {
    App app = new App();
    new OrdersStack(app, "Orders");
    app.synth();
  }
}
