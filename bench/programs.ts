/** Writes Keras programs of a wanted length, as mixed as a project's files are. */
export function kerasProgram(lines: number): string {
  const parts = [opening];
  let count = opening.split('\n').length - 1;
  for (let index = 0; count < lines; index++) {
    const part = (blocks[index % blocks.length] as (index: number) => string)(index);
    parts.push(part);
    count += part.split('\n').length - 1;
  }
  return parts.join('');
}

const opening = `"""Experiments."""
import os

import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers, regularizers

SEED = 7
WEIGHT_DECAY = 1e-4

`;

const blocks: readonly ((index: number) => string)[] = [
  (index) => `
def load_${index}(path, size=(28, 28), flatten=True):
    """Reads images and labels, scaled to 0..1."""
    images, labels = [], []
    for name in sorted(os.listdir(path)):
        if not name.endswith(".npz"):
            continue
        with np.load(os.path.join(path, name)) as archive:
            images.append(archive["x"].astype("float32") / 255.)
            labels.append(archive["y"])
    x = np.concatenate(images, axis=0)
    y = np.concatenate(labels, axis=0)
    if flatten:
        x = x.reshape(len(x), size[0] * size[1])
    # Shuffled together, so that they still belong to each other.
    order = np.random.RandomState(SEED).permutation(len(x))
    return x[order], y[order]

`,
  (index) => `
regularizer_${index} = regularizers.l2(WEIGHT_DECAY)
model_${index} = keras.Sequential([
    layers.Input(shape=(784,)),
    layers.Dense(256, activation="relu", kernel_regularizer=regularizer_${index}),  # first
    layers.Dropout(0.3),
    layers.Dense(128, activation="relu", kernel_regularizer=regularizers.l1_l2(l1=1e-5, l2=1e-4)),
    layers.Dense(10),
])
model_${index}.compile(
    optimizer=keras.optimizers.Adam(learning_rate=1e-3),
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    metrics=["accuracy"],
)
x_${index}, y_${index} = np.zeros((1000, 784), "float32"), np.zeros((1000,), "int64")
history_${index} = model_${index}.fit(x_${index}, y_${index}, epochs=5, batch_size=64, validation_split=0.1, verbose=0)
print(f"model ${index}: {history_${index}.history['loss'][-1]:.3f}, penalty {sum(model_${index}.losses)}")

`,
  (index) => `
def conv_block_${index}(x, filters, kernel_size=3, reg=None):
    for _ in range(2):
        x = layers.Conv2D(filters, kernel_size, padding="same", kernel_regularizer=reg)(x)
        x = layers.BatchNormalization()(x)
        x = layers.ReLU()(x)
    return layers.MaxPooling2D()(x)


def build_${index}(shape=(32, 32, 3), classes=10, weight_decay=5e-4):
    inputs = keras.Input(shape)
    reg = regularizers.l2(weight_decay) if weight_decay else None
    x = inputs
    for filters in (32, 64, 128):
        x = conv_block_${index}(x, filters, reg=reg)
    x = layers.GlobalAveragePooling2D()(x)
    outputs = layers.Dense(classes, activation="softmax")(x)
    return keras.Model(inputs, outputs, name="net_${index}")


net_${index} = build_${index}()
net_${index}.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])

`,
  (index) => `
class Trainer_${index}:
    """Trains with a tape of its own."""

    def __init__(self, model, optimizer=None, clip=1.0):
        self.model = model
        self.optimizer = optimizer or keras.optimizers.SGD(0.1, momentum=0.9)
        self.loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
        self.clip = clip
        self.history = {"loss": [], "penalty": []}

    @tf.function
    def step(self, x, y):
        with tf.GradientTape() as tape:
            logits = self.model(x, training=True)
            loss = self.loss(y, logits)
            if self.model.losses:
                loss += tf.add_n(self.model.losses)
        gradients = tape.gradient(loss, self.model.trainable_variables)
        gradients, norm = tf.clip_by_global_norm(gradients, self.clip)
        self.optimizer.apply_gradients(zip(gradients, self.model.trainable_variables))
        return loss, norm

    def fit(self, dataset, epochs=3):
        for epoch in range(epochs):
            for step, (x, y) in enumerate(dataset):
                loss, norm = self.step(x, y)
                if step % 100 == 0:
                    print(epoch, step, float(loss), float(norm))
            self.history["loss"].append(float(loss))
        return self.history

`,
  (index) => `
def evaluate_${index}(model, x, y, threshold=0.5):
    predictions = model.predict(x, verbose=0)
    labels = np.argmax(predictions, axis=-1)
    scores = {
        "accuracy": float(np.mean(labels == y)),
        "confidence": float(np.max(predictions, axis=-1).mean()),
        "share": [float(np.mean(labels == value)) for value in range(predictions.shape[-1])],
    }
    try:
        scores["auc"] = keras.metrics.AUC()(y > threshold, labels > threshold).numpy()
    except ValueError as error:
        print("no auc:", error)
    return {name: value for name, value in scores.items() if value is not None}

`,
];
