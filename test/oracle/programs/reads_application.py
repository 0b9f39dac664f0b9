from tensorflow import keras

base = keras.applications.MobileNet(input_shape=(32, 32, 3), alpha=0.25, weights=None, include_top=False, pooling='avg')
print(len(base.losses))
for layer in base.layers:
    if hasattr(layer, 'kernel_regularizer'):
        layer.kernel_regularizer = keras.regularizers.l2(1e-4)
print(len(base.losses))
again = keras.models.model_from_json(base.to_json())
print(len(again.losses) > 0)
model = keras.Sequential([base, keras.layers.Dense(2, kernel_regularizer='l2')])
print(len(model.losses))
