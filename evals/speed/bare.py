"""The plainest Gradio page there is: a box, a button, and an echo. Run as `python -m evals.speed.bare PORT`."""

from __future__ import annotations

import os
import sys
from html import escape


def main(port: int) -> None:
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    import gradio as gr

    def echo(text: str) -> str:
        return f'<p id="said">{escape(text)}</p>'

    with gr.Blocks(analytics_enabled=False) as page:
        said = gr.HTML()
        box = gr.Textbox(elem_id="box", lines=6)
        button = gr.Button("Send", elem_id="go")
        button.click(echo, box, said, api_name="echo")
        box.submit(echo, box, said)
    page.launch(server_name="127.0.0.1", server_port=port, quiet=True, inbrowser=False, share=False)


if __name__ == "__main__":
    main(int(sys.argv[1]))
