document.documentElement.classList.add('with-desk')
